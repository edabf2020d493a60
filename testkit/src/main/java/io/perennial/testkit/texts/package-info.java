// SPDX-License-Identifier: Apache-2.0
/**
 * What customers write to a help desk that never was, whose topics, wishes and urgency are known.
 */
@NullMarked
package io.perennial.testkit.texts;

import org.jspecify.annotations.NullMarked;
