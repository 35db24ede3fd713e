/** Ids keep the spelling of the file they came from; brands keep a client's id from standing where a rep's belongs. */
export type ClientId = string & { readonly brand: "ClientId" };
export type RepId = string & { readonly brand: "RepId" };
