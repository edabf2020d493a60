// SPDX-License-Identifier: Apache-2.0

/**
 * Segments that keep their identity from one fit to the next, and who goes from which to which.
 * Pure.
 */
@NullMarked
package io.perennial.segment.keep;

import org.jspecify.annotations.NullMarked;
