// SPDX-License-Identifier: Apache-2.0
/**
 * Who belongs to which segment without a re-fit: probabilities, newcomers, segments that follow
 * behaviour, and the alarm when they no longer fit.
 */
@NullMarked
package io.perennial.segment.assign;

import org.jspecify.annotations.NullMarked;
