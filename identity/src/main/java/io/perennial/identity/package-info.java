// SPDX-License-Identifier: Apache-2.0
/**
 * Who is who: which records are one customer, by all that they say; the words, and the settings.
 */
@NullMarked
package io.perennial.identity;

import org.jspecify.annotations.NullMarked;
