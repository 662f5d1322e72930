import Foundation
import ORC

/// ORCBenchmark table [rows] [folder]: Silver-shaped rows, written to one file and to 86 files at once, and read back.
/// ORCBenchmark partitions [rows] [folder]: only the 86 files.
/// ORCBenchmark read FOLDER [threads]: the columns that cubes need, from every ORC file below the folder.
/// ORCBenchmark encodings [values]: one column of each pattern, written and read uncompressed, in values per second.
@main
enum ORCBenchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first ?? "table" {
        case "table":
            try table(arguments).run()
        case "partitions":
            try table(arguments).writePartitions(usesDictionaries: true)
        case "read" where arguments.count > 1:
            try ReadBenchmark(folder: arguments[1], threads: arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1).run()
        case "encodings":
            try EncodingBenchmark(values: arguments.count > 1 ? Int(arguments[1]) ?? 10_000_000 : 10_000_000).run()
        case let other:
            print("unknown benchmark \(other): give table, partitions, read FOLDER or encodings")
        }
    }

    private static func table(_ arguments: [String]) -> TableBenchmark {
        TableBenchmark(
            rows: arguments.count > 1 ? Int(arguments[1]) ?? 500_000 : 500_000, folder: arguments.count > 2 ? arguments[2] : NSTemporaryDirectory())
    }
}
