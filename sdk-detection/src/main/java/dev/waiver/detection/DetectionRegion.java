package dev.waiver.detection;

/**
 * Where the service is. A credential works in its own region only. For any other host give the client's builder a base URL.
 */
public final class DetectionRegion {

    /** How sure it is that a host is right. */
    public enum Certainty {
        /** The vendor's documentation names it. */
        DOCUMENTED,
        /** Public clients use it; the documentation does not name it. */
        SEEN_IN_PRACTICE,
        /** Public clients use it, and others use another host for the same region. */
        DISPUTED
    }

    /** North America. */
    public static final DetectionRegion NORTH_AMERICA = documented("North America", "https://protectapi.cylance.com");

    /** Europe Central. */
    public static final DetectionRegion EUROPE_CENTRAL = seen("Europe Central", "https://protectapi-euc1.cylance.com");

    /** Asia-Pacific North (Japan). */
    public static final DetectionRegion ASIA_PACIFIC_NORTH =
            seen("Asia-Pacific North", "https://protectapi-apne1.cylance.com");

    /** Asia-Pacific Southeast (Australia). */
    public static final DetectionRegion ASIA_PACIFIC_SOUTHEAST =
            seen("Asia-Pacific Southeast", "https://protectapi-au.cylance.com");

    /** South America. */
    public static final DetectionRegion SOUTH_AMERICA = seen("South America", "https://protectapi-sae1.cylance.com");

    /** US Government, as the vendor's own samples spell it: with a dot. */
    public static final DetectionRegion US_GOVERNMENT =
            new DetectionRegion("US Government", "https://protectapi.us.cylance.com", Certainty.DISPUTED);

    /** US Government, as other public clients spell it: with a hyphen. */
    public static final DetectionRegion US_GOVERNMENT_HYPHEN =
            new DetectionRegion("US Government, hyphen", "https://protectapi-us.cylance.com", Certainty.DISPUTED);

    private final String name;
    private final String baseUrl;
    private final Certainty certainty;

    private DetectionRegion(String name, String baseUrl, Certainty certainty) {
        this.name = name;
        this.baseUrl = baseUrl;
        this.certainty = certainty;
    }

    private static DetectionRegion documented(String name, String baseUrl) {
        return new DetectionRegion(name, baseUrl, Certainty.DOCUMENTED);
    }

    private static DetectionRegion seen(String name, String baseUrl) {
        return new DetectionRegion(name, baseUrl, Certainty.SEEN_IN_PRACTICE);
    }

    /** The base URL. */
    public String baseUrl() {
        return baseUrl;
    }

    /** How sure it is that the host is right. */
    public Certainty certainty() {
        return certainty;
    }

    /** The region's name. */
    @Override
    public String toString() {
        return name;
    }
}
