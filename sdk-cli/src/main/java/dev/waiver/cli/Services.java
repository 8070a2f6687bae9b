package dev.waiver.cli;

import dev.waiver.core.SdkTransport;
import dev.waiver.core.Settings;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailList;
import dev.waiver.scanning.ScanningClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The clients of the services that the settings configure, on one transport. */
public final class Services implements AutoCloseable {
    private static final List<EmailList> EMAIL_LISTS =
            List.of(EmailList.WHITELIST, EmailList.BLACKLIST, EmailList.SPAM_WHITELIST);

    private final Settings settings;
    private final Clock clock;
    private final SdkTransport transport;
    private final @Nullable EmailClient email;
    private final @Nullable ScanningClient scanning;
    private final @Nullable DetectionClient detection;

    /**
     * Creates the clients. Sends nothing. Skips a service whose base URL is not in the settings.
     *
     * @param settings the base URLs and credentials, such as those in the environment
     * @param mayWrite whether write requests are sent; if not, they fail with a {@link WouldWriteException}
     */
    public Services(Settings settings, boolean mayWrite) {
        this.settings = settings;
        this.clock = Clock.systemUTC();
        SdkTransport.Builder connections = SdkTransport.builder();
        transport = mayWrite
                ? connections.build()
                : connections.addInterceptor(WouldWriteException.BLOCK_WRITES).build();
        email = isConfigured("email")
                ? EmailClient.builder().settings(settings).transport(transport).build()
                : null;
        scanning = isConfigured("scanning")
                ? ScanningClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
        detection = isConfigured("detection")
                ? DetectionClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
    }

    private boolean isConfigured(String service) {
        return settings.find(service, "base-url").isPresent();
    }

    /**
     * Returns all sources: one for each list of each tenant of the email key, and one for each of the other services.
     *
     * @param unreadable called for a service whose tenants could not be read
     * @throws IllegalStateException if the settings configure no service
     */
    public List<ExceptionSource<?>> sources(BiConsumer<String, SdkException> unreadable) {
        List<ExceptionSource<?>> places = new ArrayList<>();
        if (scanning != null) {
            places.add(new ScanningExceptionSource(scanning));
        }
        EmailClient mail = email;
        if (mail != null) {
            try {
                for (String scope : mail.scopes().execute()) {
                    EMAIL_LISTS.forEach(list -> places.add(
                            new EmailExceptionSource(mail, scope.isEmpty() ? Row.NOTHING : scope, list, clock)));
                }
            } catch (SdkException e) {
                unreadable.accept("email", e);
            }
        }
        if (detection != null) {
            places.add(new DetectionExceptionSource(detection));
        }
        if (mail == null && scanning == null && detection == null) {
            throw new IllegalStateException("no service is configured: set one of "
                    + String.join(", ", settings.lookupNames("email", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("scanning", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("detection", "base-url"))
                    + ", and its credentials");
        }
        return places;
    }

    /**
     * Returns one source.
     *
     * @param where the service: email, scanning or detection
     * @param tenant the email tenant; empty or {@code -} for a key with one tenant and for the other services
     * @param list the email list; empty or {@code -} for the other services
     * @throws IllegalArgumentException if the service is unknown, if an email list is missing, or if another service
     *     has a tenant or a list
     * @throws IllegalStateException if the settings do not configure the service
     */
    public ExceptionSource<?> source(String where, String tenant, String list) {
        String inTenant = tenant.isBlank() ? Row.NOTHING : tenant;
        if (!List.of("email", "scanning", "detection").contains(where)) {
            throw new IllegalArgumentException("service: '" + where + "' is not email, scanning or detection");
        }
        if (!where.equals("email") && !(inTenant.equals(Row.NOTHING) && (list.isBlank() || list.equals(Row.NOTHING)))) {
            throw new IllegalArgumentException("tenant, list: " + where + " has none; leave them out");
        }
        if (where.equals("email") && email != null) {
            if (list.isBlank() || list.equals(Row.NOTHING)) {
                throw new IllegalArgumentException(
                        "list: is required for email; give whitelist, blacklist or spam_whitelist");
            }
            return new EmailExceptionSource(email, inTenant, EmailList.of(list), clock);
        }
        if (where.equals("scanning") && scanning != null) {
            return new ScanningExceptionSource(scanning);
        }
        if (where.equals("detection") && detection != null) {
            return new DetectionExceptionSource(detection);
        }
        throw new IllegalStateException(where + ": not configured. Tried: " + settings.lookupNames(where, "base-url"));
    }

    @Override
    public void close() {
        transport.close();
    }
}
