import Statistics
import Testing

@Suite struct SpatialTests {
    private struct GetisOrdCase: Decodable {
        let values: [Double]
        let neighbors: [[Int]]
        let cells: [[Int32]]?
        let z: [Double?]
    }
    private struct DistanceCase: Decodable { let latitude, longitude, to_latitude, to_longitude, miles: Double }

    @Test func getisOrd() throws {
        for item in try expected("getis_ord", as: GetisOrdCase.self) {
            let neighbors = Neighbors(item.neighbors)
            if let cells = item.cells {
                #expect(Neighbors.queenAndSelf(rows: cells.map { $0[0] }, columns: cells.map { $0[1] }) == neighbors, "\(cells)")
            }
            let z = GetisOrd.star(item.values, neighbors)
            try #require(z.count == item.z.count)
            for (value, other) in zip(z, item.z) { #expect(near(value ?? 99, other ?? 99, 1e-10), "\(item)") }
        }
    }

    @Test func getisOrdGolden() throws {
        let rook = [[0, 1, 3], [0, 1, 2, 4], [1, 2, 5], [0, 3, 4, 6], [1, 3, 4, 5, 7], [2, 4, 5, 8], [3, 6, 7], [4, 6, 7, 8], [5, 7, 8]]
        let z = GetisOrd.star([1, 2, 3, 4, 9, 6, 2, 8, 7], Neighbors(rook))
        #expect(near(z[0], -1.6977, 5e-5) && near(z[4], 1.3038, 5e-5))
    }

    @Test func nothingAndNobody() {
        #expect(GetisOrd.star([], Neighbors([])).isEmpty)
        #expect(Neighbors.queenAndSelf(rows: [], columns: []).count == 0)
    }

    @Test func haversine() throws {
        for item in try expected("haversine", as: DistanceCase.self) {
            let miles = Haversine.miles(
                latitude: item.latitude, longitude: item.longitude, toLatitude: item.to_latitude, toLongitude: item.to_longitude)
            // Degrees keep 1e-14 of a degree: a relative figure would ask for more between neighbors.
            #expect(near(miles, item.miles, 1e-11 + 1e-10 * item.miles), "\(item): \(miles)")
        }
    }
}
