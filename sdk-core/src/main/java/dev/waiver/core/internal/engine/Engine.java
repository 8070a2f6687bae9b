package dev.waiver.core.internal.engine;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.token.TokenProvider;
import dev.waiver.core.spi.Pace;
import dev.waiver.core.spi.Service;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What all calls of one client share. */
public final class Engine {
    final SdkTransport transport;
    final HttpUrl base;
    final Service service;
    final AnswerReader answers;
    final CallRuntime runtime;
    final Pace pace;
    final DoubleSupplier jitter;
    final @Nullable TokenProvider tokens;
    final @Nullable AttemptLog log;

    public Engine(
            SdkTransport transport,
            HttpUrl base,
            Service service,
            CallRuntime runtime,
            Pace pace,
            DoubleSupplier jitter,
            @Nullable TokenProvider tokens) {
        this(
                transport,
                base,
                service,
                new AnswerReader(service.codec(), service.format()),
                runtime,
                pace,
                jitter,
                tokens);
    }

    private Engine(
            SdkTransport transport,
            HttpUrl base,
            Service service,
            AnswerReader answers,
            CallRuntime runtime,
            Pace pace,
            DoubleSupplier jitter,
            @Nullable TokenProvider tokens) {
        this.transport = transport;
        this.base = base;
        this.service = service;
        this.answers = answers;
        this.runtime = runtime;
        this.pace = pace;
        this.jitter = jitter;
        this.tokens = tokens;
        this.log = AttemptLog.ifWanted(service.name());
    }

    /** The same client with other defaults: token, transport and pace are shared. */
    public Engine with(CallOptions defaults) {
        return new Engine(transport, base, service, answers, runtime.with(defaults), pace, jitter, tokens);
    }

    /** The same client signing in with these tokens. */
    public Engine with(TokenProvider provider) {
        return new Engine(
                transport, base, service, answers, runtime.blanking(provider::secrets), pace, jitter, provider);
    }

    /** The same client; no error of its calls shows these secrets. */
    public Engine blanking(Supplier<List<Secret>> secrets) {
        return new Engine(transport, base, service, answers, runtime.blanking(secrets), pace, jitter, tokens);
    }

    /** The provider of tokens, where the state machine has asked for one. */
    TokenProvider tokenProvider() {
        return Objects.requireNonNull(tokens, "this client does not sign in");
    }

    public CallRuntime runtime() {
        return runtime;
    }

    public HttpUrl base() {
        return base;
    }

    public Service service() {
        return service;
    }
}
