// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a controller whose answer depends on more than the tables: it has no ETag, and nobody
 * keeps it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Uncached {}
