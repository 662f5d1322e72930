import Silver

/// Words that streets and descriptions are made of.
struct SampleWords: Sendable {
    /// Strings stored one after another: word `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
    struct List: Sendable {
        private let bytes: [UInt8]
        private let offsets: [Int]
        let count: Int

        init(_ words: [String]) {
            bytes = words.flatMap(\.utf8)
            offsets = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
            count = words.count
        }

        @inline(__always)
        func append(_ index: Int, to text: inout TextColumn) {
            bytes.withUnsafeBufferPointer { text.append(UnsafeBufferPointer(rebasing: $0[offsets[index]..<offsets[index + 1]])) }
        }
    }

    let streets = List([
        "Academy", "Airport", "Arlington", "Ashland", "Atlantic", "Bay", "Beach", "Bellevue", "Bridge", "Broad", "Broadway", "Brook",
        "Burnside", "California", "Canal", "Canyon", "Capitol", "Cedar", "Center", "Central", "Cherry", "Church", "Clark", "Clinton",
        "College", "Colonial", "Columbia", "County Line", "Creek", "Cypress", "Dixie", "Division", "Douglas", "Eastern", "Elm",
        "Euclid", "Fairview", "Ferry", "Florence", "Foothill", "Forest", "Franklin", "Garfield", "Gateway", "Glenwood", "Grand",
        "Greenville", "Grove", "Hamilton", "Harbor", "Harrison", "Highland", "Hill", "Holly", "Imperial", "Industrial", "Jackson",
        "Jefferson", "Johnson", "Kings", "La Mesa", "Lake", "Lakeshore", "Lancaster", "Laurel", "Lee", "Liberty", "Lincoln", "Locust",
        "Madison", "Magnolia", "Main", "Maple", "Market", "Martin Luther King Jr", "Meadow", "Memorial", "Mill", "Mission", "Monroe",
        "Mountain", "New Hope", "Northern", "Oak", "Ocean", "Old Mill", "Orange", "Orchard", "Palm", "Park", "Peach", "Peachtree",
        "Pine", "Pioneer", "Plantation", "Pleasant", "Pleasant Valley", "Prospect", "Providence", "Railroad", "Richmond", "Ridge",
        "River", "Riverside", "Rock", "Roosevelt", "Rose", "San Fernando", "Santa Rosa", "School", "Shore", "Spring", "State",
        "Stone", "Summit", "Sunset", "Taylor", "Union", "University", "Valley", "Victory", "View", "Vine", "Walnut", "Washington",
        "Water", "Western", "White Oak", "Willow", "Wilson", "Woodland",
    ])
    /// Second words of names; most streets have none.
    let streetSeconds = List([
        "", "", "", "", "", "", " Creek", " Hill", " Park", " Valley", " Springs", " Mill", " Ridge", " Church", " Grove", " Point",
    ])
    let streetForms = List(["St", "Rd", "Ave", "Dr", "Blvd", "Ln", "Pkwy", "Way", "Hwy", "Ct", "Pike", "Trl"])
    let routes = List(["County Road ", "State Road ", "Highway ", "Farm Road "])
    /// Half of the streets have no direction.
    let directions = List(["", "", "", "", "N ", "S ", "E ", "W "])
    let bearings = List([" N", " S", " E", " W"])
    let bounds = List([" Northbound", " Southbound", " Eastbound", " Westbound"])
    let lanes = List(["Right lane", "Left lane", "Center lane", "Right shoulder", "One lane", "Two lanes", "HOV lane", "Exit ramp"])
    let consequences = List([
        "Expect delays.", "Drive with care.", "Traffic is slow.", "Emergency crews on the scene.", "Use another road.", "Road closed.",
    ])
    let queues = List(["Slow traffic", "Standing traffic", "Queueing traffic"])
    let ordinalEndings = List(["th", "st", "nd", "rd"])
}
