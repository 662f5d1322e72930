/// Why a row was rejected: by a ``RowRule``, or while a text file was read.
///
/// The raw value is stable: it stands in reports and rejects files.
public enum RejectionReason: String, CaseIterable, Sendable, Hashable, Codable, CodingKeyRepresentable {
    case missingID = "missing_id"
    case malformedID = "malformed_id"
    case severity = "bad_severity"
    case startTime = "unreadable_start_time"
    case startTimeRange = "start_time_out_of_range"
    case dateOrder = "ambiguous_date"
    case latitude = "bad_latitude"
    case longitude = "bad_longitude"
    case state = "unknown_state"
    case repeatedID = "repeated_id"
    case fieldCount = "wrong_field_count"
    case cutRow = "cut_row"
    case unclosedQuote = "unclosed_quote"
    case copy = "copy"

    /// The reason in a sentence for people.
    public var sentence: String {
        switch self {
        case .missingID: "The ID is empty."
        case .malformedID: "The ID is longer than 50 characters or not UTF-8."
        case .severity: "Severity is not a whole number from 1 to 4."
        case .startTime: "Start_Time cannot be read as a date with a time."
        case .startTimeRange: "Start_Time lies before 2000-01-01 or after tomorrow."
        case .dateOrder: "Start_Time has day and month in an order that is not known; give it with --date-order."
        case .latitude: "Start_Lat is not a number from 15 to 72."
        case .longitude: "Start_Lng is not a number from -180 to -60."
        case .state: "State is not one of the 50 states or DC."
        case .repeatedID: "The ID occurred before in the same month."
        case .fieldCount: "The row has another number of fields than the header."
        case .cutRow: "The file ends in the middle of the row."
        case .unclosedQuote: "A quoted field is not closed."
        case .copy: "The row equals an earlier one in all columns but ID, and copies were to be dropped."
        }
    }
}
