/// A row of `kpis_security`: a state (`city` nil), a city, or the whole country (`state` "US").
///
/// Rates count accidents *reported* by the feeds, whose coverage differs by state; severity measures delay to traffic, not injury.
public struct SecurityKPI: Sendable, Hashable {
    /// What is said of a danger index.
    public enum DangerLevel: String, Sendable, Hashable, CaseIterable {
        /// Below ``KPIThresholds/highDanger``.
        case normal
        /// At ``KPIThresholds/highDanger`` or above.
        case high
    }

    /// Two-letter code, or "US".
    public var state: String
    /// The commonest spelling; nil in rows of a state and of the country.
    public var city: String?
    /// Accidents a year per 100,000 inhabitants; nil without a population.
    public var accidentRatePer100k: Double?
    /// Mean severity standardized by (source, year), on the severity scale.
    public var dangerIndex: Double
    /// JSON object of severity to share in percent, two decimals.
    public var severityDistribution: String
    /// Cities: rank by Σ severity among the hotspots. States: rank by danger index. The country, and other cities: nil.
    public var hotspotRank: Int?
    /// n
    public var accidentCount: Int64
    /// Inhabitants (``Population``); nil when the place is unknown.
    public var population: Int64?
    /// Garwood's lower 95 % limit of the rate; nil without a population.
    public var rateCILow: Double?
    /// Garwood's upper 95 % limit of the rate; nil without a population.
    public var rateCIHigh: Double?
    /// The rate drawn towards that of its level (states: the country; cities: their state); nil for the country and without a population.
    public var rateEB: Double?
    /// Share of severity 3 and 4, in [0, 1].
    public var severeShare: Double
    /// Wilson's lower 95 % limit of the severe share.
    public var severeShareCILow: Double
    /// Wilson's upper 95 % limit of the severe share.
    public var severeShareCIHigh: Double
    /// Mean severity as it is, S/n.
    public var dangerIndexRaw: Double
    /// What is said of ``dangerIndex``.
    public var dangerLevel: DangerLevel
}
