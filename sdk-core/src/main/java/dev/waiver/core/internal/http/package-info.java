/** What stands between the engine and OkHttp, and between Retrofit's annotations and the engine. */
@NullMarked
package dev.waiver.core.internal.http;

import org.jspecify.annotations.NullMarked;
