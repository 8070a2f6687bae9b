package dev.waiver.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what rests on inferred vendor behavior: the vendor's documentation is silent or contradicts itself, and the SDK
 * follows samples, other clients, or the careful reading. On a type it holds for all of its members.
 *
 * <p>The file {@code docs/inferred.md} of the project lists all members that carry it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
public @interface Inferred {
    /** Returns what is inferred, in one sentence. */
    String value();
}
