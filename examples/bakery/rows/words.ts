export const bakeries: ReadonlyArray<readonly [name: string, city: string]> = [
  ["The Rolling Pin", "Bergen"],
  ["Crumb & Co.", "Leith"],
  ["Puffin Patisserie", "Tórshavn"],
  ["Sugar Fulmar", "Lerwick"],
  ["Flour Power", "Bergen"],
  ["O'Hara's Oven", "Galway"],
  ["Rise and Shine", "Leith"],
  ["The Proving Drawer", "Aberdeen"],
  ["Kittiwake Cakes", "Bergen"],
  ["Batter Days", "Galway"],
  ["Whisk Business", "Aberdeen"],
  ["Salt & Honey", "Tórshavn"],
]

export const flavours = [
  "Almond",
  "Apricot",
  "Black Forest",
  "Blueberry",
  "Caramel",
  "Chestnut",
  "Chocolate",
  "Coffee",
  "Hazelnut",
  "Lemon",
  "Passion Fruit",
  "Pistachio",
  "Poppy Seed",
  "Raspberry",
  "Vanilla",
]

export const fruits = ["Apple", "Blackberry", "Cherry", "Fig", "Peach", "Plum", "Raspberry", "Strawberry"]

export const firstNames = ["Ada", "Bjørn", "Chloé", "Davit", "Esi", "Finn", "Grete", "Hana", "Ingrid", "João"]
export const lastNames = ["Abbot", "Baker", "Cole", "Dahl", "Eide", "Fisk", "Grant", "Holm", "Iversen", "Jansen"]

export const allergies = ["egg", "gluten", "milk", "nuts", "soya"]

/** An ingredient with what it is made of. */
export interface Recipe {
  readonly [ingredient: string]: Recipe
}

export const fillings: Recipe = {
  "Buttercream": { Butter: { Cream: {}, Salt: {} }, "Icing sugar": { Sugar: {}, Starch: {} } },
  "Chocolate ganache": {
    "Dark chocolate": { "Cocoa mass": { "Cocoa beans": {} }, "Cocoa butter": {}, "Sugar": {} },
    "Cream": {},
  },
  "Crème pâtissière": { Milk: {}, Egg: { Yolk: {} }, Sugar: {}, Vanilla: { "Vanilla pod": {} } },
  "Lemon curd": { Lemon: { Juice: {}, Zest: {} }, Egg: {}, Butter: { Cream: {} } },
  "Marzipan": { Almonds: {}, "Icing sugar": { Sugar: {}, Starch: {} } },
  "Praline": { Hazelnuts: {}, Caramel: { Sugar: {}, Cream: {}, Salt: {} } },
  "Raspberry jam": { Raspberries: {}, Sugar: {}, Pectin: { "Apple peel": {} } },
}
