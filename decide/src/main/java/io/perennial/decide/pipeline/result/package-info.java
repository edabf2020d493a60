// SPDX-License-Identifier: Apache-2.0

/**
 * What came of decisions, because of them: for each instant, channel and action, against what would
 * have come anyway.
 */
@NullMarked
package io.perennial.decide.pipeline.result;

import org.jspecify.annotations.NullMarked;
