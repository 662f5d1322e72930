import Silver

/// Invented names of places, the same for the same state and rank.
enum PlaceNames {
    private static let stems = [
        "Alder", "Ash", "Bear", "Beaver", "Birch", "Black", "Blue", "Bridge", "Briar", "Brook", "Buck", "Cedar", "Chestnut", "Clear",
        "Cliff", "Copper", "Cotton", "Crystal", "Deer", "Eagle", "Elk", "Elm", "Fair", "Falcon", "Fern", "Flint", "Forest", "Fox",
        "Garnet", "Glen", "Grand", "Granite", "Green", "Hawk", "Hazel", "Heron", "Hickory", "High", "Holly", "Iron", "Juniper", "Laurel",
        "Lime", "Locust", "Long", "Maple", "Meadow", "Mill", "Moss", "Oak", "Orchard", "Otter", "Pine", "Poplar", "Prairie", "Quail",
        "Red", "River", "Rock", "Rose", "Sage", "Sand", "Silver", "Spring", "Stone", "Summer", "Sycamore", "Timber", "Walnut", "Willow",
    ]
    private static let endings = [
        "ville", "ton", "field", "dale", "wood", "burg", "port", "ford", "view", "land", "haven", "mont", " Falls", " Creek", " Grove",
        " Springs", " Ridge", " Hills", " Valley", " Junction", " Heights", " Lake", " City", " Park", " Bluff", " Crossing", " Hollow",
        " Landing", " Prairie",
    ]
    private static let people = [
        "Abbott", "Adair", "Ballard", "Barlow", "Bennett", "Calloway", "Carver", "Chandler", "Dalton", "Denning", "Ellery", "Everett",
        "Fenton", "Fletcher", "Garrison", "Granger", "Hadley", "Hollis", "Ingram", "Jarrett", "Keller", "Kendrick", "Langley", "Lawton",
        "Marlow", "Merritt", "Norwood", "Oakes", "Palmer", "Prescott", "Quincy", "Radcliff", "Ramsey", "Sawyer", "Shelby", "Talbot",
        "Thayer", "Underwood", "Vaughn", "Wade", "Walden", "Weston", "Whitman", "Yancey", "York",
    ]
    private static let countyForms = ["", "son", " River", " Lake", " Valley"]

    /// `count` distinct names for a state, none of them in `taken`.
    ///
    /// All stems and endings are combined in steps that have no factor in common with the number of combinations, so that a
    /// name comes back only after every other one.
    static func cities(count: Int, state: Int, except taken: Set<String>) -> [String] {
        let combinations = stems.count * endings.count
        var position = state * 397 % combinations
        var names: [String] = []
        while names.count < min(count, combinations - taken.count) {
            position = (position + 843) % combinations
            let name = stems[position % stems.count] + endings[position / stems.count]
            if !taken.contains(name) { names.append(name) }
        }
        return names
    }

    /// The name of a state's county number `index`.
    static func county(_ index: Int, state: Int) -> String {
        let position = (state * 31 + index * 8) % (people.count * countyForms.count)
        return people[position % people.count] + countyForms[position / people.count]
    }

    /// The code of a state's airport number `index`: `K` and three letters.
    static func airport(_ index: Int, state: Int) -> String {
        let number = (state * 353 + index * 7) % (26 * 26 * 26)
        let letters = [number / 676, number / 26 % 26, number % 26].map { UInt8(65 + $0) }
        return "K" + String(decoding: letters, as: UTF8.self)
    }
}
