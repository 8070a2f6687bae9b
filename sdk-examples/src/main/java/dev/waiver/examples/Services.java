package dev.waiver.examples;

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

/** The clients of every service that the settings name, on one transport. */
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
     * Nothing is sent yet. A service without an address in the settings is left out.
     *
     * @param settings such as the environment
     * @param mayWrite whether requests that change something leave this machine; else they end in a
     *     {@link WouldWriteException}
     */
    public Services(Settings settings, boolean mayWrite) {
        this.settings = settings;
        this.clock = Clock.systemUTC();
        SdkTransport.Builder connections = SdkTransport.builder();
        transport = mayWrite
                ? connections.build()
                : connections.addInterceptor(WouldWriteException.HOLD_BACK).build();
        email = named("email")
                ? EmailClient.builder().settings(settings).transport(transport).build()
                : null;
        scanning = named("scanning")
                ? ScanningClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
        detection = named("detection")
                ? DetectionClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
    }

    private boolean named(String service) {
        return settings.find(service, "base-url").isPresent();
    }

    /**
     * Every place that can be seen: all tenants of the e-mail key with all lists, and the one place of either other
     * service.
     *
     * @param unreadable told of a service whose places could not be found out
     * @throws IllegalStateException if the settings name no service at all
     */
    public List<ExceptionSource<?>> places(BiConsumer<String, SdkException> unreadable) {
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
            throw new IllegalStateException("no service is set up: set one of "
                    + String.join(", ", settings.lookupNames("email", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("scanning", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("detection", "base-url"))
                    + ", and its credentials");
        }
        return places;
    }

    /**
     * One place.
     *
     * @param where the service: email, scanning or detection
     * @param tenant the e-mail tenant; empty or {@code -} for the key's only one
     * @param list the e-mail list; empty or {@code -} elsewhere
     * @throws IllegalArgumentException if there is no such service, or the list is missing
     * @throws IllegalStateException if the settings do not name the service
     */
    public ExceptionSource<?> place(String where, String tenant, String list) {
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
        throw new IllegalStateException(where + ": not set up. Tried: " + settings.lookupNames(where, "base-url"));
    }

    @Override
    public void close() {
        transport.close();
    }
}
