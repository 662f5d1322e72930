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
    public static let ofMonth = (1...12).map { Season(month: $0) }

    /// The season of a month 1…12; December to February is winter.
    public init(month: Int) {
        switch month {
        case 3...5: self = .spring
        case 6...8: self = .summer
        case 9...11: self = .fall
        default: self = .winter
        }
    }
}
