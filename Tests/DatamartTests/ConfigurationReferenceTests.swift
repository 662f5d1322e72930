import Configuration
import Foundation
import Testing

@testable import Datamart

/// The table of settings agrees with itself, with the library that reads it, and with the documents.
@Suite struct ConfigurationReferenceTests {
    @Test func keysAreDistinct() {
        #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.environmentName)).count == Setting.all.count)
    }

    @Test(arguments: Setting.all) func theEnvironmentNameIsWhatTheProviderReads(setting: Setting) throws {
        let provider = EnvironmentVariablesProvider(environmentVariables: [:])
        let found = try provider.value(forKey: AbsoluteConfigKey(ConfigKey(setting.key)), type: .string)
        #expect(found.encodedKey == setting.environmentName)
    }

    /// What is shown can be read again and means the same.
    @Test(arguments: Setting.all) func theDefaultReadsBack(setting: Setting) throws {
        guard let text = setting.defaultText else { return }
        var configuration = DatamartConfiguration()
        #expect(setting.apply(text, &configuration))
        #expect(configuration == DatamartConfiguration())
    }

    @Test func theDocumentIsGenerated() throws {
        try Document("docs/configuration.md").expect(Setting.reference)
    }
}
