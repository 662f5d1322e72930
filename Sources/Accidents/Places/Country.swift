/// The country as a place among the states: the rows of Gold that are about all of it have its code where others have a state's.
public enum Country {
    /// `US`: no state is called so.
    public static let code = "US"
}
