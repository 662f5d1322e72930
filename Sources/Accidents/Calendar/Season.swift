/// `accident_season`: meteorological seasons.
public enum Season: UInt8, LabeledCategory {
    case winter, spring, summer, fall

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .winter: "Winter"
        case .spring: "Spring"
        case .summer: "Summer"
        case .fall: "Fall"
        }
    }

    /// The seasons of January … December.
    public static let ofMonth: [Season] = [
        .winter, .winter, .spring, .spring, .spring, .summer, .summer, .summer, .fall, .fall, .fall, .winter,
    ]

    /// The season of a month 1…12.
    public init(month: Int) { self = Self.ofMonth[month - 1] }
}
