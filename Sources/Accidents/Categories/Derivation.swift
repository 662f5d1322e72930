/// How a column follows from others, as data.
///
/// This program's kernels derive by the same definitions, and another engine can write them down in SQL. Where nothing else is said, a null
/// input gives null. Texts are taken without ``AccidentLimits/blanks`` at their ends, and values beyond their ``ValueLimit`` as null.
public struct Derivation: Sendable, Hashable, Encodable {
    /// How the value is found.
    public enum Rule: Sendable, Hashable, Encodable {
        /// The hour 0…23 of a time.
        case hour(of: AccidentColumn)
        /// The day of the week of a time: 1 = Sunday … 7 = Saturday.
        case dayOfWeek(of: AccidentColumn)
        /// A label by the month of a time, January first.
        case month(of: AccidentColumn, labels: [String])
        /// Whether an integer is one of these.
        case isOneOf(of: AccidentColumn, values: [Int])
        /// The label of the first bound that a number meets; of the labels, one more than bounds, the last when it meets none.
        case thresholds(of: AccidentColumn, by: Thresholds, labels: [String])
        /// The label of the first rule of which a text, in lower case, contains a word; `otherwise` when there is none, and for null.
        /// Null in a file that lacks the column.
        case keywords(of: AccidentColumn, rules: [Keywords], otherwise: String)
        /// A label by label.
        case label(of: AccidentColumn, labels: [String: String])
        /// An integer by label.
        case score(of: AccidentColumn, scores: [String: Int])
        /// The sum of the weights of true flags; null where one of these flags is unknown.
        case sum(of: [FlagWeight])
        /// The label of the first rule whose flags are all true. A flag that is unknown counts as false; null where all are unknown.
        case flags(rules: [FlagRule])
    }

    /// Words, one of which a text must contain, and what it then is.
    public struct Keywords: Sendable, Hashable, Encodable {
        /// What the text is.
        public let label: String
        /// In lower case.
        public let words: [String]
    }

    /// What a flag adds to a sum where it is true.
    public struct FlagWeight: Sendable, Hashable, Encodable {
        /// The flag.
        public let column: AccidentColumn
        /// What it adds.
        public let weight: Int
    }

    /// Flags that must all be true, and what then holds.
    public struct FlagRule: Sendable, Hashable, Encodable {
        /// What holds.
        public let label: String
        /// Empty: always.
        public let columns: [AccidentColumn]
    }

    /// The column that follows.
    public let column: AccidentColumn
    /// Whether the derived value takes the place of a stored one. Else a stored value is kept, but is null where a number that it follows from
    /// is beyond its limit; and only in a file that lacks the column it is derived.
    public let replacesStored: Bool
    /// How its value is found.
    public let rule: Rule

    init(_ column: AccidentColumn, replacesStored: Bool = false, _ rule: Rule) {
        self.column = column
        self.replacesStored = replacesStored
        self.rule = rule
    }
}
