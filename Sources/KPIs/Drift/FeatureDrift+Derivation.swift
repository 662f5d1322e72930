public import Cubes
import Statistics

extension FeatureDrift {
    /// The rows of `data_drift`, in byte order of feature: one for each of `cubes` (by source, month and the feature), one for the severity and
    /// one for the source, which every cube holds.
    ///
    /// Months are those wholly inside `span`. Half an accident is added to every bin. No cubes give no rows.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a cube lacks a dimension or the severity histogram.
    public static func derive(from cubes: [Cube], span: ObservedSpan) throws -> [FeatureDrift] {
        let months = DriftMonths(span)
        let features = try cubes.map { try FeatureHistograms($0, months) }
        let common = try cubes.first.map { [try FeatureHistograms(severityOf: $0, months), try FeatureHistograms(sourceOf: $0, months)] } ?? []
        return (features + common).sorted { $0.name < $1.name }.map { FeatureDrift($0, months) }
    }

    private init(_ histograms: FeatureHistograms, _ months: DriftMonths?) {
        feature = histograms.name
        let drift = Drift(from: histograms.reference, to: histograms.current)
        populationStabilityIndex = drift?.populationStabilityIndex
        jensenShannonDistance = drift?.jensenShannonDistance
        level = (drift?.populationStabilityIndex).map(Level.init(populationStabilityIndex:))
        referencePeriod = months?.reference.text
        currentPeriod = months?.current.text
        referenceCount = histograms.reference.reduce(0, +)
        currentCount = histograms.current.reduce(0, +)
        referenceNullShare = Self.share(histograms.referenceNulls, referenceCount)
        currentNullShare = Self.share(histograms.currentNulls, currentCount)
    }

    private static func share(_ nulls: Int64, _ values: Int64) -> Double? {
        nulls + values > 0 ? Double(nulls) / Double(nulls + values) : nil
    }
}

/// The latest three complete months, and the same months a year earlier.
struct DriftMonths {
    let reference: ClosedRange<CalendarMonth>
    let current: ClosedRange<CalendarMonth>

    /// Nil unless all six are wholly observed, which takes fifteen complete months.
    init?(_ span: ObservedSpan) {
        let complete = span.completeMonths
        guard complete.count >= 15, let last = complete.last?.number else { return nil }
        current = CalendarMonth(number: last - 2)...CalendarMonth(number: last)
        reference = CalendarMonth(number: last - 14)...CalendarMonth(number: last - 12)
    }
}

extension ClosedRange<CalendarMonth> {
    /// `2022-10/2022-12`
    fileprivate var text: String { "\(lowerBound)/\(upperBound)" }
}
