public import Gold
public import Testing

/// The catalog of named queries; that every store answers them is a check of conformance.
@Suite struct NamedQueryTests {
    @Test func namesAndWordsAreUnique() {
        #expect(Set(NamedQuery.all.map(\.name)).count == NamedQuery.all.count)
        #expect(Set(NamedQuery.all.map(\.summary)).count == NamedQuery.all.count)
        for query in NamedQuery.all {
            #expect(query.name.allSatisfy { $0 == "_" || $0.isLowercase && $0.isASCII }, "\(query.name)")
            #expect(Set(query.parameters.map(\.name)).count == query.parameters.count, "\(query.name)")
        }
    }

    @Test(arguments: NamedQuery.all)
    func itsIndexIsThatOfItsTable(_ query: NamedQuery) throws {
        guard let name = query.index else { return }
        let index = query.table.indexes.first { $0.name == name }
        let columns = try #require(name == "PRIMARY" ? query.table.primaryKey : index?.parts.map(\.column))
        let asked = query.conditions.map(\.column) + query.parameters.map(\.column) + query.order.map(\.column)
        #expect(asked.contains(columns[0]))
    }

    @Test func everyIndexOfGoldButThoseOfAKeyHasAQuery() {
        let meant = Set(NamedQuery.all.compactMap { query in query.index.map { "\(query.table.name).\($0)" } })
        for table in [GoldTable.accidentsSummary, .kpisSecurity, .kpisTemporal, .kpisInfrastructure, .hotspots] {
            for index in table.indexes where index.name != "idx_security_key" {
                #expect(meant.contains("\(table.name).\(index.name)"), "\(table.name).\(index.name)")
            }
        }
    }

    @Test func valuesTakeThePlacesOfParameters() throws {
        let query = try NamedQuery.accidentsOfState.query(["state": "CA", "from": .date(18_000), "to": .date(18_031)])
        #expect(query.conditions == [.equals("state", "CA"), .atLeast("accident_date", .date(18_000)), .lessThan("accident_date", .date(18_031))])
        #expect(query.limit == 100 && query.table == .accidentsSummary)
        #expect(try NamedQuery.hotspotsByRank.query().conditions.isEmpty)
        #expect(try NamedQuery.hotspotsByRank.query(["state": "CA"]).conditions == [.equals("state", "CA")])
    }

    @Test(
        arguments: [
            (["state": "CA"], "needs a value of city"), (["state": "CA", "city": 3], "column city takes a text; found 3"),
            (["state": "CA", "town": "Fresno"], "has no parameter town; it takes state, city"),
        ] as [([String: GoldValue], String)])
    func mistakesAreNamed(values: [String: GoldValue], words: String) {
        let error = #expect(throws: GoldError.self) { try NamedQuery.accidentsOfCity.query(values) }
        #expect(error?.code == .usage && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}

extension NamedQuery: CustomTestStringConvertible {
    /// The query's name.
    public var testDescription: String { name }
}
