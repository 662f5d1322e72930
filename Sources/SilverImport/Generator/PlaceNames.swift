import Silver

/// Invented names of counties and airports, the same for the same state and number.
enum PlaceNames {
    private static let people = [
        "Abbott", "Adair", "Ballard", "Barlow", "Bennett", "Calloway", "Carver", "Chandler", "Dalton", "Denning", "Ellery", "Everett",
        "Fenton", "Fletcher", "Garrison", "Granger", "Hadley", "Hollis", "Ingram", "Jarrett", "Keller", "Kendrick", "Langley", "Lawton",
        "Marlow", "Merritt", "Norwood", "Oakes", "Palmer", "Prescott", "Quincy", "Radcliff", "Ramsey", "Sawyer", "Shelby", "Talbot",
        "Thayer", "Underwood", "Vaughn", "Wade", "Walden", "Weston", "Whitman", "Yancey", "York",
    ]
    private static let countyForms = ["", "son", " River", " Lake", " Valley"]

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
