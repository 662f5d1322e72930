public import ArgumentParser
public import Silver

/// `dmy` and `mdy` on the command line.
extension DateOrder: ExpressibleByArgument {}
