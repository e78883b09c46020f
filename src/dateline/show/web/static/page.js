// Comforts over a page that works without them: passages on hover, keys, the place in the rail.
import { previews } from "./preview.js";
import { keys } from "./keys.js";
import { place } from "./place.js";

previews(document);
keys(document);
place(document);
