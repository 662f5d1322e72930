import Testing

@testable import KPIs

@Suite struct PopulationTests {
    private let population: Population

    init() throws { population = try Population.shared() }

    @Test func statesAddUpToThePublishedTotal() {
        #expect(population.country == 331_449_281)
        #expect(population.states.count == 51)
        #expect(population.ofState("CA") == 39_538_223)
        #expect(population.ofState("PR") == nil)
    }

    @Test(arguments: [
        ("NY", "New York", "New York City"), ("NY", "Bronx", "The Bronx"), ("MO", "Saint Louis", " ST. LOUIS "), ("AR", "Mt. Ida", "Mount Ida"),
        ("FL", "Ft Lauderdale", "Fort Lauderdale"), ("CO", "Canon City", "Cañon City"), ("NC", "Winston Salem", "Winston-Salem"),
        ("MO", "O Fallon", "O'Fallon"), ("VA", "Mc Lean", "McLean"), ("TN", "Antioch", "Nashville"), ("MD", "Joppa", "Joppatowne"),
    ])
    func spellingsFindTheSamePlace(_ state: String, _ spelling: String, _ name: String) throws {
        let inhabitants = try #require(population.ofCity(name, state: state))
        #expect(population.ofCity(spelling, state: state) == inhabitants)
    }

    @Test func ofPlacesWithOneNameTheMostPopulousIsMeant() {
        #expect(population.ofCity("Portland", state: "OR") ?? 0 > 600_000)
        #expect(population.ofCity("Portland", state: "ME") ?? 0 < 100_000)
        #expect(population.ofCity("Portland", state: "XX") == nil)
    }

    @Test func aBoroughIsAPlaceOfItsOwn() throws {
        let city = try #require(population.ofCity("New York", state: "NY"))
        for borough in ["Brooklyn", "Queens", "Bronx", "Staten Island", "Manhattan"] {
            let inhabitants = try #require(population.ofCity(borough, state: "NY"))
            #expect(inhabitants < city / 3)
        }
    }

    @Test func theReviewedAliasesSayWhatTheyAreWorth() throws {
        let aliases = try Table("../../Sources/KPIs/Resources/aliases.tsv")
        let relations = Set(([aliases.columns] + aliases.rows).map { $0[3] })
        #expect(relations == ["same", "part", "chief"])
    }

    @Test func everyPlaceOfTheSampleGeneratorHasItsPopulation() throws {
        let places = try Table("../../Sources/SilverImport/Resources/places.tsv")
        let rows = [places.columns] + places.rows
        #expect(rows.count > 13_000)
        for row in rows { #expect(population.ofCity(row[1], state: row[0]) == Int64(row[4]), "\(row[1]), \(row[0])") }
    }
}
