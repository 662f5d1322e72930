public import Accidents

/// Accepted accidents, column by column, as they are handed on for `accidents_summary`: one entry per row, nulls where a column says so.
public struct AccidentRows: Sendable {
    /// A column of texts as codes: one code per row, −1 for null.
    public struct Texts: Sendable {
        /// One per row.
        public var codes: [Int32]
        /// The text of each code.
        public var dictionary: [String]

        /// A column of `codes` of `dictionary`.
        public init(codes: [Int32], dictionary: [String]) {
            self.codes = codes
            self.dictionary = dictionary
        }
    }

    /// What a scan reads of Silver for these rows, besides what every accepted accident has.
    public static let columns: Set<AccidentColumn> = [
        .city, .weatherCategory, .temperatureCategory, .infrastructureCount, .safetyEquipmentScore, .distance,
    ]

    /// Identifiers as UTF-8 one after another: row `i` is `identifiers[offsets[i] ..< offsets[i + 1]]`.
    public var identifiers: [UInt8]
    /// One more than there are rows.
    public var offsets: [Int32]
    /// Never null.
    public var state: Texts
    /// Silver's spelling, trimmed.
    public var city: Texts
    /// 1…4.
    public var severity: [Int64]
    /// Days since 1970-01-01 of the local wall clock.
    public var date: [Int32]
    /// 0…23 of the local wall clock.
    public var hour: [Int64]
    /// Weather category.
    public var weather: Texts
    /// Temperature category.
    public var temperature: Texts
    /// 0…13, −1 for null.
    public var infrastructureCount: [Int64]
    /// 0…16, −1 for null.
    public var safetyEquipmentScore: [Int32]
    /// Miles; without meaning where ``distancePresent`` is 0.
    public var distanceMiles: [Double]
    /// 1 where the distance is known.
    public var distancePresent: [UInt8]

    /// Number of rows.
    public var count: Int { date.count }

    /// Rows of columns that all have the same length.
    public init(
        identifiers: [UInt8], offsets: [Int32], state: Texts, city: Texts, severity: [Int64], date: [Int32], hour: [Int64], weather: Texts,
        temperature: Texts, infrastructureCount: [Int64], safetyEquipmentScore: [Int32], distanceMiles: [Double], distancePresent: [UInt8]
    ) {
        self.identifiers = identifiers
        self.offsets = offsets
        self.state = state
        self.city = city
        self.severity = severity
        self.date = date
        self.hour = hour
        self.weather = weather
        self.temperature = temperature
        self.infrastructureCount = infrastructureCount
        self.safetyEquipmentScore = safetyEquipmentScore
        self.distanceMiles = distanceMiles
        self.distancePresent = distancePresent
    }
}
