// SPDX-License-Identifier: Apache-2.0
/**
 * Segments that are said as conditions over features: checked, in SQL and in Java, with reasons.
 */
@NullMarked
package io.perennial.segment.rule;

import org.jspecify.annotations.NullMarked;
