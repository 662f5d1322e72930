import Cubes
import Gold
import KPIs

/// Holds what a level of a cube, a KPI or an aggregate counts against the accidents that were accepted.
struct LevelFindings: Sendable {
    let accepted: Int64

    /// Every cell of every cube.
    func cubes(_ cubes: GoldCubes) throws -> [QualityFinding] {
        try CubeSpec.gold.map { spec in
            QualityGate.total(table: "cube \(spec.name)", level: "cell", counted: try cubes[spec].counts.reduce(0, +), accepted: accepted)
        }
    }

    /// A level of a table that counts each accident once, but for those without a key there.
    func total(_ table: GoldTable, _ level: String, _ counts: [Int64], withoutKey: Int64 = 0) -> QualityFinding {
        QualityGate.total(table: table.name, level: level, counted: counts.reduce(0, +), accepted: accepted, withoutKey: withoutKey)
    }

    /// A level that counts each accident once per type of equipment, but for those of which it is unknown.
    func equipment(_ table: GoldTable, _ level: String, _ counts: [Int64], unknown: Int64) -> QualityFinding {
        let types = Int64(InfrastructureType.all.count)
        return QualityGate.total(table: table.name, level: level, counted: counts.reduce(0, +), accepted: accepted * types, withoutKey: unknown)
    }
}

extension Cube {
    /// Accidents whose key of `dimension` is null.
    func accidents(without dimension: Dimension) -> Int64 {
        zip(keys(dimension) ?? [], counts).reduce(0) { $1.0 == Cube.nullKey ? $0 + $1.1 : $0 }
    }
}
