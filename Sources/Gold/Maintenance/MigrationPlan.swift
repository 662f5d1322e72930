/// What separates the tables and views of a store from those that this version of Datamart creates, and how the gap is closed.
public struct MigrationPlan: Sendable, Hashable, Codable {
    /// A statement to be run, and why.
    public struct Step: Sendable, Hashable, Codable {
        /// The table or view that it makes or changes.
        public var relation: String
        /// The statement, without a semicolon.
        public var statement: String
        /// What is not as it should be, in words.
        public var reason: String

        /// A step on `relation`.
        public init(_ relation: String, _ statement: String, because reason: String) {
            self.relation = relation
            self.statement = statement
            self.reason = reason
        }
    }

    /// Something that a migration does not touch.
    public struct Remark: Sendable, Hashable, Codable {
        /// The table or view concerned.
        public var relation: String
        /// What it is about, in words.
        public var text: String

        /// A remark on `relation`.
        public init(_ relation: String, _ text: String) {
            self.relation = relation
            self.text = text
        }
    }

    /// In the order in which they are run. Empty: the schema is as it should be.
    public var steps: [Step] = []
    /// What is left as it is although Datamart would not create it: columns, indexes and tables that nothing depends on.
    public var left: [Remark] = []
    /// What stands in the way. As long as there is something, no step is run.
    public var obstacles: [Remark] = []

    /// A plan without anything in it.
    public init() {}

    /// Puts `other` behind what is there.
    public static func += (plan: inout MigrationPlan, other: MigrationPlan) {
        plan.steps += other.steps
        plan.left += other.left
        plan.obstacles += other.obstacles
    }
}
