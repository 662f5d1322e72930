import Dispatch
import Foundation
import ORC
import Synchronization

/// Reads the columns that cubes need from every ORC file below a folder, files spread over threads, and prints the wall time.
struct ReadBenchmark {
    let folder: String
    let threads: Int

    static let columns =
        [
            "ID", "Severity", "Start_Time", "Start_Lat", "Start_Lng", "distance_miles", "City", "State", "temperature_fahrenheit", "humidity_percent",
            "visibility_miles", "wind_speed_mph", "accident_hour", "accident_day_of_week", "accident_season", "weather_category",
            "visibility_category",
            "temperature_category", "infrastructure_count", "safety_equipment_score",
        ] + [
            "Amenity", "Bump", "Crossing", "Give_Way", "Junction", "No_Exit", "Railway", "Roundabout", "Station", "Stop", "Traffic_Calming",
            "Traffic_Signal", "Turning_Loop",
        ]

    func run() throws {
        let files = files()
        let start = ContinuousClock.now
        let rows = try readAll(files)
        let elapsed = (ContinuousClock.now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        print("rows \(rows) files \(files.count) columns \(Self.columns.count) threads \(threads) seconds \(String(format: "%.3f", seconds))")
    }

    private func files() -> [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".orc") && !($0 as NSString).lastPathComponent.hasPrefix(".") }.sorted().map { folder + "/" + $0 }
    }

    /// Each thread takes the next file that nobody has.
    private func readAll(_ files: [String]) throws -> Int {
        let next = Atomic<Int>(0)
        let rows = Atomic<Int>(0)
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            var vectors: StructVector?
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                do {
                    let count = try read(files[index], &vectors)
                    rows.add(count, ordering: .relaxed)
                } catch {
                    failure.withLock { $0 = error }
                    return
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return rows.load(ordering: .relaxed)
    }

    private func read(_ path: String, _ vectors: inout StructVector?) throws -> Int {
        let reader = try ORCFile(path: path).reader(columns: Self.columns, batchSize: 16_384, reusing: vectors)
        var rows = 0
        while let batch = try reader.next() {
            rows += batch.count
            vectors = batch
        }
        return rows
    }
}
