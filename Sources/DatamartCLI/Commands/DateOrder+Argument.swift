public import ArgumentParser
import Silver
import SilverImport

/// `dmy` and `mdy` on the command line.
extension DateOrder: ExpressibleByArgument {}
