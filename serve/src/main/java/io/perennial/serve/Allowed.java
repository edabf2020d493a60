// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a method of a controller: those who have one of the roles, and administrators. A
 * method under {@code /api} without this annotation is called by nobody, and the server does not
 * start with one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
  Role[] value();
}
