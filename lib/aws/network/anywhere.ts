/** The whole internet; in a route, what no nearer one takes. */
export const ANYWHERE = "0.0.0.0/0";
