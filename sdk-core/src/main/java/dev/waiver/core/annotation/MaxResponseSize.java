package dev.waiver.core.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the response size of a method of an API interface, so that no service or proxy can exhaust the caller's
 * memory. A larger response is a {@link dev.waiver.core.error.DecodeException}. Defaults: 8 MiB for a single object of
 * a specific type, 4 GiB for a list that is read while it arrives, 1 MiB for a {@link SensitiveResponse}, 64 MiB for
 * anything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxResponseSize {
    /** Returns the limit in bytes, after decompression. */
    long bytes();
}
