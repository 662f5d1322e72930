/// A closed set of labels in a string column. Codes are 0 ..< `allCases.count`, in the order of the cases.
public protocol LabeledCategory: CaseIterable, Hashable, Sendable, RawRepresentable<UInt8> {
    /// The label as Silver and Gold hold it.
    var label: String { get }
}

extension LabeledCategory {
    /// All labels, by code.
    public static var labels: [String] { allCases.map(\.label) }

    /// The category of a label, exactly as written.
    public init?(label: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = match
    }
}
