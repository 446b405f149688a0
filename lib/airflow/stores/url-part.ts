import { STAND_IN } from "../../deployment/stand-in";

/** Text of a file as one part of a URL. A stand-in stays where it is: none of it belongs to the text. */
export const urlPart = (text: string): string => text.split(STAND_IN).map(encodeURIComponent).join(STAND_IN);
