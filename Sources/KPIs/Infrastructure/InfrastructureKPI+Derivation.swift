import Accidents
public import Cubes
import Statistics

extension InfrastructureKPI {
    /// The rows of `kpis_infrastructure`: all types for each state and for the country, ordered by state ("US" in its alphabetical place) and
    /// type, both in byte order. An empty cube gives no rows.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks the state, year or flags, or the severity histogram.
    public static func derive(from cube: Cube, thresholds: KPIThresholds = KPIThresholds()) throws -> [InfrastructureKPI] {
        let tables = try EquipmentTables(cube)
        guard !tables.states.isEmpty else { return [] }
        let places = tables.states.indices.map { (tables.states[$0], $0...$0) } + [(Country.code, 0...(tables.states.count - 1))]
        let types = InfrastructureType.all.indices.sorted { InfrastructureType.all[$0].name < InfrastructureType.all[$1].name }
        var comparisons = places.sorted { $0.0 < $1.0 }.flatMap { state, range in
            types.map { EquipmentComparison(tables, state: state, states: range, type: $0, minimum: thresholds.equipmentMinimumAccidents) }
        }
        let tested = comparisons.indices.filter { comparisons[$0].pValue != nil }
        let qValues = BenjaminiHochberg.qValues(tested.map { comparisons[$0].pValue ?? 1 })
        for (index, qValue) in zip(tested, qValues) { comparisons[index].qValue = qValue }
        return comparisons.map(InfrastructureKPI.init)
    }

    private init(_ comparison: EquipmentComparison) {
        let strata = comparison.isJudged ? comparison.strata : nil
        state = comparison.state
        infrastructureType = comparison.type.name
        accidentsWith = comparison.with.accidents
        severeWith = comparison.with.severe
        accidentsWithout = comparison.without.accidents
        severeWithout = comparison.without.severe
        oddsRatio = strata?.oddsRatio
        let interval = strata?.oddsRatioInterval()
        orCILow = interval?.low
        orCIHigh = interval?.high
        pValue = comparison.pValue
        qValue = comparison.qValue
        heterogeneityP = strata?.homogeneity?.pValue
        equipmentEffectiveness = oddsRatio.map { 1 - $0 }
        let reduction = strata?.riskRatio.map { 1 - $0 }
        accidentReductionRate = reduction
        safetyImprovementScore = comparison.qValue.map { qValue in
            let share = Double(comparison.without.severe) / Double(comparison.with.severe + comparison.without.severe)
            // An infinite risk ratio is nil, and no improvement.
            return qValue < 0.05 ? 100 * share * max(0, reduction ?? 0) : 0
        }
        recommendation = ""
        recommendation = sentence(about: comparison)
    }
}

/// The accidents with an equipment against those without, in one place.
struct EquipmentComparison {
    let state: String
    let type: InfrastructureType
    let strata: StratifiedTables
    let with: SeverityCounts
    let without: SeverityCounts
    /// Whether enough accidents have the equipment.
    let isJudged: Bool
    /// Nil when too few accidents have the equipment, or no stratum says anything.
    let pValue: Double?
    var qValue: Double?

    init(_ tables: EquipmentTables, state: String, states: ClosedRange<Int>, type: Int, minimum: Int64) {
        self.state = state
        self.type = InfrastructureType.all[type]
        var (with, without) = (SeverityCounts(), SeverityCounts())
        var strata: [StratifiedTables.Table] = []
        for stratum in 0..<tables.strata.count {
            var (a, b) = (SeverityCounts(), SeverityCounts())
            for state in states {
                let index = tables.index(state: state, stratum: stratum, type: type)
                a += tables.with[index]
                b += tables.without[index]
            }
            strata.append(.init(a: a.severe, b: a.accidents - a.severe, c: b.severe, d: b.accidents - b.severe))
            with += a
            without += b
        }
        self.strata = StratifiedTables(strata)
        (self.with, self.without) = (with, without)
        isJudged = with.accidents >= minimum
        pValue = isJudged ? self.strata.independence?.pValue : nil
    }
}
