/// A row of `kpis_infrastructure`: how severe accidents with an equipment are beside those without it, in a state or in the country
/// (`state` "US").
///
/// An association, never an effect: flags mark the kind of road before they mark its equipment, severity measures delay to traffic, and nobody
/// counts the accidents that an equipment prevented. Figures are nil when fewer than 30 accidents have the equipment.
public struct InfrastructureKPI: Sendable, Hashable {
    /// Two-letter code, or "US".
    public var state: String
    /// The equipment's name.
    public var infrastructureType: String
    /// 1 − ``oddsRatio``.
    public var equipmentEffectiveness: Double?
    /// 1 − the risk ratio of Mantel and Haenszel.
    public var accidentReductionRate: Double?
    /// 100 × (severe without / all severe) × max(0, ``accidentReductionRate``) when ``qValue`` < 0.05, else 0.
    public var safetyImprovementScore: Double?
    /// One sentence that names its figures.
    public var recommendation: String
    /// Accidents with the equipment.
    public var accidentsWith: Int64
    /// Those of severity 3 and 4.
    public var severeWith: Int64
    /// Accidents known to be without it.
    public var accidentsWithout: Int64
    /// Those of severity 3 and 4.
    public var severeWithout: Int64
    /// Mantel and Haenszel's odds ratio of being severe over strata (source, year); nil when undefined or infinite.
    public var oddsRatio: Double?
    /// Robins, Breslow and Greenland's lower 95 % limit.
    public var orCILow: Double?
    /// Robins, Breslow and Greenland's upper 95 % limit.
    public var orCIHigh: Double?
    /// Cochran, Mantel and Haenszel's test of a ratio of 1.
    public var pValue: Double?
    /// ``pValue`` after Benjamini and Hochberg over all rows of the table that have one.
    public var qValue: Double?
    /// Breslow and Day's test, with Tarone's correction, that all strata have one ratio.
    public var heterogeneityP: Double?
}
