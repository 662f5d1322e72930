/// A row of `data_drift`: how the distribution of a feature moved from the same months of the year before to the latest three complete months.
public struct FeatureDrift: Sendable, Hashable {
    /// How much a distribution moved, by its population stability index.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        /// Under 0.1.
        case stable
        /// From 0.1.
        case moderate
        /// From 0.25.
        case major

        init(populationStabilityIndex: Double) {
            self = populationStabilityIndex >= 0.25 ? .major : populationStabilityIndex >= 0.1 ? .moderate : .stable
        }
    }

    /// `temperature`, `hour`, `severity`, `source` …
    public var feature: String
    /// Nil with fewer than fifteen complete months, or when one of the periods has no value.
    public var populationStabilityIndex: Double?
    /// Base 2, in [0, 1]; nil likewise.
    public var jensenShannonDistance: Double?
    /// Nil likewise.
    public var level: Level?
    /// The months compared with, `YYYY-MM/YYYY-MM`; nil with fewer than fifteen complete months.
    public var referencePeriod: String?
    /// The latest three complete months, likewise.
    public var currentPeriod: String?
    /// Accidents of the reference months that have the feature.
    public var referenceCount: Int64
    /// Accidents of the latest months that have the feature.
    public var currentCount: Int64
    /// Share of the reference months' accidents that lack the feature; nil without any accident.
    public var referenceNullShare: Double?
    /// Share of the latest months' accidents that lack the feature; nil without any accident.
    public var currentNullShare: Double?
}

extension FeatureDrift {
    /// Whether the data have moved: a major drift anywhere, or at least a moderate one in three features. Nil when no drift could be computed.
    public static func isDetected(_ rows: [FeatureDrift]) -> Bool? {
        let levels = rows.compactMap(\.level)
        return levels.isEmpty ? nil : levels.contains(.major) || levels.count { $0 != .stable } >= 3
    }
}
