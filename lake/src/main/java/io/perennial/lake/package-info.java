// SPDX-License-Identifier: Apache-2.0
/**
 * Tables as snapshots of files, and the engine that runs SQL and folds over them: the contracts.
 */
@NullMarked
package io.perennial.lake;

import org.jspecify.annotations.NullMarked;
