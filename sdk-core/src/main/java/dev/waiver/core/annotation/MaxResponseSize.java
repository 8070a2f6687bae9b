package dev.waiver.core.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of an API interface: how large an answer may be. A larger one is a
 * {@link dev.waiver.core.error.DecodeException}, so that no service and no proxy can fill the caller's memory. Without
 * it: 8 MiB for a single object of a type of its own, 4 GiB for a list that is read while it arrives, 1 MiB for a
 * {@link SensitiveResponse}, 64 MiB for anything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxResponseSize {
    /** The bound in bytes, after decompression. */
    long bytes();
}
