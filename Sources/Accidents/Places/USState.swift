/// One of the 50 states or the District of Columbia: the places whose accidents are accepted.
///
/// `code` is the position in alphabetical order of the two-letter abbreviation, 0 ..< 51.
public struct USState: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 0 ..< ``count``.
    public let code: UInt8

    /// How many there are: 51.
    public static let count = 51

    /// The abbreviations by code, `AK` to `WY`.
    public static let abbreviations: [String] = table.map(\.0).sorted()

    /// All of them, by code.
    static let all = (0..<count).compactMap { USState(code: $0) }

    /// The state of a code 0 ..< 51.
    public init?(code: Int) {
        guard (0..<Self.count).contains(code) else { return nil }
        self.code = UInt8(code)
    }

    /// The state of a two-letter abbreviation, in either case.
    public init?(abbreviation: some StringProtocol) {
        let bytes = Array(abbreviation.utf8)
        guard bytes.count == 2, let code = Self.code(bytes[0], bytes[1]) else { return nil }
        self.code = code
    }

    /// The two letters, in capitals.
    public var abbreviation: String { Self.abbreviations[Int(code)] }

    /// The region that `state_region` names.
    public var region: Region { Self.regions[Int(code)] }

    /// The abbreviation.
    public var description: String { abbreviation }

    /// By code, which is the order of the alphabet.
    public static func < (a: Self, b: Self) -> Bool { a.code < b.code }

    /// The code of the state whose abbreviation is these two letters, in either case.
    public static func code(_ first: UInt8, _ second: UInt8) -> UInt8? {
        let high = Int(first & 0xDF) - 65, low = Int(second & 0xDF) - 65
        guard high >= 0, high < 26, low >= 0, low < 26 else { return nil }
        let code = lookup[high * 26 + low]
        return code == noState ? nil : code
    }

    private static let noState = UInt8.max

    /// Codes by pair of letters, so that a lookup is one load.
    private static let lookup: [UInt8] = {
        var codes = [UInt8](repeating: noState, count: 26 * 26)
        for (code, text) in abbreviations.enumerated() {
            let letters = text.utf8.map { Int($0) - 65 }
            codes[letters[0] * 26 + letters[1]] = UInt8(code)
        }
        return codes
    }()

    private static let regions: [Region] = table.sorted { $0.0 < $1.0 }.map(\.1)

    /// The five-region division of the National Geographic Society; the District of Columbia goes with Maryland.
    private static let table: [(String, Region)] =
        ["CT", "DC", "DE", "MA", "MD", "ME", "NH", "NJ", "NY", "PA", "RI", "VT"].map { ($0, .northeast) }
        + ["AL", "AR", "FL", "GA", "KY", "LA", "MS", "NC", "SC", "TN", "VA", "WV"].map { ($0, .southeast) }
        + ["IA", "IL", "IN", "KS", "MI", "MN", "MO", "ND", "NE", "OH", "SD", "WI"].map { ($0, .midwest) }
        + ["AZ", "NM", "OK", "TX"].map { ($0, .southwest) }
        + ["AK", "CA", "CO", "HI", "ID", "MT", "NV", "OR", "UT", "WA", "WY"].map { ($0, .west) }
}
