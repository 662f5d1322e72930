import Foundation
import Testing

@testable import ORC
@testable import ORCFuzz

/// A short bout of the search that `ORCFuzz` runs for as long as wanted. A crash shows as the end of the test run; the seed is printed.
@Suite struct ReadingFuzzTests {
    @Test func damagedFilesGiveErrorsAndNothingWorse() throws {
        let seed = UInt64.random(in: 1...999_999)
        print("fuzz seed \(seed)")
        let corpus = try Corpus(folders: [ReadingFixtureTests.folder.path], maximumSize: 12_000)
        var refused = 0
        for index in 0..<600 {
            guard let error = Exercise.run(corpus.variant(seed: seed, index: index)).error else { continue }
            refused += 1
            #expect(error.location.file == "variant", "seed \(seed), variant \(index): \(error)")
            #expect(!error.message.isEmpty)
        }
        #expect(refused > 100)
    }

    /// Every file cut anywhere is refused, or says nothing that the whole file does not say.
    @Test(arguments: ["types-uncompressed", "types-zstd", "java_union"]) func cutFilesAreRefused(_ name: String) throws {
        let corpus = try Corpus(folders: [ReadingFixtureTests.folder.path], maximumSize: 12_000)
        let whole = try #require(corpus.files.first { $0.name == name + ".orc" }).bytes
        for length in stride(from: 1, to: whole.count, by: 37) { #expect(Exercise.run(Array(whole.prefix(length))).error != nil) }
    }
}
