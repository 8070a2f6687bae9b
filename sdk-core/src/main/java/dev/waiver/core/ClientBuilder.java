package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.client.BaseUrl;
import dev.waiver.core.internal.client.ClientConfig;
import dev.waiver.core.spi.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all clients have in common.
 *
 * @param <B> the vendor's builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
    static {
        ClientConfig.readBuildersWith(ClientBuilder::config);
    }

    private @Nullable SdkTransport transport;
    private @Nullable String baseUrl;
    private CallOptions defaults = CallOptions.none();
    private @Nullable RequestLimits requestLimits;
    private boolean plainHttpAllowed;
    private @Nullable TokenStore tokenStore;
    private @Nullable String userAgentSuffix;
    private @Nullable Settings configured;
    private SdkClock clock = SdkClock.system();
    private Supplier<String> requestIdSupplier = () -> UUID.randomUUID().toString();
    private DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
    private Executor callbackExecutor = ForkJoinPool.commonPool();

    /** For the vendor's builder. */
    protected ClientBuilder() {}

    /** The builder as its own type. */
    protected abstract B self();

    /**
     * The transport to share. Default: one of the client's own, closed with it.
     *
     * @param value the transport; closing the client does not close it
     */
    @CanIgnoreReturnValue
    public B transport(SdkTransport value) {
        transport = Objects.requireNonNull(value, "transport");
        return self();
    }

    /**
     * Where the service is: scheme, host and, behind a gateway, a path.
     *
     * @param value such as {@code https://host/gateway}; a slash at the end makes no difference
     * @throws IllegalArgumentException if it has no scheme or host, or has a query, a fragment or credentials
     */
    @CanIgnoreReturnValue
    public B baseUrl(String value) {
        baseUrl = BaseUrl.checked(value).toString();
        return self();
    }

    /** Defaults for all calls of the client: deadline, attempt time-out, retries, headers. */
    @CanIgnoreReturnValue
    public B defaults(CallOptions value) {
        defaults = Objects.requireNonNull(value, "defaults");
        return self();
    }

    /** How fast the credential may ask. Default: the vendor's, shared by all clients with the same credential. */
    @CanIgnoreReturnValue
    public B requestLimits(RequestLimits value) {
        requestLimits = Objects.requireNonNull(value, "requestLimits");
        return self();
    }

    /**
     * Allows {@code http} to a host that is not this machine. Credentials then travel readable; for a tunnel or a test
     * network only. Default: refused.
     */
    @CanIgnoreReturnValue
    public B allowPlainHttp() {
        plainHttpAllowed = true;
        return self();
    }

    /** Where tokens are kept for other JVMs to share. Default: in memory, for this client and its views. */
    @CanIgnoreReturnValue
    public B tokenStore(TokenStore value) {
        tokenStore = Objects.requireNonNull(value, "tokenStore");
        return self();
    }

    /** Where time comes from and how it is waited; for tests. Default: the machine's clocks. */
    @CanIgnoreReturnValue
    public B clock(SdkClock value) {
        clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /** Makes the request ids, one per execution. Default: random UUIDs. */
    @CanIgnoreReturnValue
    public B requestIdSupplier(Supplier<String> value) {
        requestIdSupplier = Objects.requireNonNull(value, "requestIdSupplier");
        return self();
    }

    /** The random part of waits between attempts, 0 to 1; for tests. Default: uniform. */
    @CanIgnoreReturnValue
    public B jitter(DoubleSupplier value) {
        jitter = Objects.requireNonNull(value, "jitter");
        return self();
    }

    /** Where results of asynchronous calls continue. Default: the JVM's common pool. */
    @CanIgnoreReturnValue
    public B callbackExecutor(Executor value) {
        callbackExecutor = Objects.requireNonNull(value, "callbackExecutor");
        return self();
    }

    /**
     * Takes what is not set in code from elsewhere: {@code base-url}, {@code deadline}, {@code attempt-timeout} (both
     * in ISO-8601 form, {@code PT30S}), {@code max-retries}, {@code user-agent-suffix}, and the vendor's own (its
     * credentials) as the vendor's builder names them.
     *
     * @param settings the sources
     * @throws IllegalArgumentException if a value cannot be read; the message names the setting
     */
    @CanIgnoreReturnValue
    public B settings(Settings settings) {
        Objects.requireNonNull(settings, "settings");
        String service = serviceName();
        CallOptions.Builder options = defaults.toBuilder();
        each(settings, service, "base-url", this::baseUrl);
        each(settings, service, "deadline", value -> options.deadline(Duration.parse(value)));
        each(settings, service, "attempt-timeout", value -> options.attemptTimeout(Duration.parse(value)));
        each(settings, service, "max-retries", value -> options.maxRetries(Integer.parseInt(value)));
        each(settings, service, "user-agent-suffix", this::userAgentSuffix);
        defaults = options.build();
        configured = settings;
        vendorSettings(settings);
        return self();
    }

    private static void each(Settings settings, String service, String name, Consumer<String> setting) {
        settings.find(service, name).ifPresent(value -> {
            try {
                setting.accept(value);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        service + "." + name + ": cannot be read ("
                                + settings.lookupNames(service, name).get(0) + "): " + e.getMessage(),
                        e);
            }
        });
    }

    /** What is said behind {@code waiver-sdk/version} in the header {@code User-Agent}. Default: nothing. */
    @CanIgnoreReturnValue
    public B userAgentSuffix(String value) {
        PlainText.checkHeaderValue("userAgentSuffix", Objects.requireNonNull(value, "userAgentSuffix"));
        userAgentSuffix = value;
        return self();
    }

    /**
     * Where a missing setting was looked for, as the end of an error message; empty if no settings were given.
     *
     * @param names the settings' names, such as {@code client-id}
     */
    protected final String lookupHint(String... names) {
        Settings settings = configured;
        return settings == null
                ? ""
                : ". Tried: "
                        + Arrays.stream(names)
                                .flatMap(name -> settings.lookupNames(serviceName(), name).stream())
                                .collect(Collectors.joining(", "));
    }

    /** The service's short name in settings, such as {@code email}. */
    protected abstract String serviceName();

    /**
     * Takes the vendor's own settings, its credentials above all, where they are all there.
     *
     * @param settings the sources
     */
    protected abstract void vendorSettings(Settings settings);

    /** The base URL that was set, if one was. */
    protected final @Nullable String configuredBaseUrl() {
        return baseUrl;
    }

    /** Where time comes from. */
    protected final SdkClock clock() {
        return clock;
    }

    private CallOptions withUserAgent() {
        String version = ClientBuilder.class.getPackage().getImplementationVersion();
        String agent = "waiver-sdk/" + (version == null ? "dev" : version)
                + (userAgentSuffix == null ? "" : " " + userAgentSuffix);
        return CallOptions.builder().header("user-agent", agent).build().mergedWith(defaults);
    }

    private ClientConfig config() {
        return new ClientConfig(
                transport,
                withUserAgent(),
                requestLimits,
                plainHttpAllowed,
                tokenStore,
                clock,
                requestIdSupplier,
                jitter,
                callbackExecutor);
    }
}
