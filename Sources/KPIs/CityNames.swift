/// The spellings of cities in a cube, and which of them are one name.
struct CityNames {
    /// In byte order.
    let spellings: [String]
    /// For each spelling a number, shared by those that differ in case alone.
    let folded: [Int]

    init(_ spellings: [String]) {
        self.spellings = spellings
        var numbers: [String: Int] = [:]
        folded = spellings.map { name in
            let lower = name.lowercased()
            let number = numbers[lower] ?? numbers.count
            numbers[lower] = number
            return number
        }
    }
}
