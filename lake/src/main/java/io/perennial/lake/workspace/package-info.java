// SPDX-License-Identifier: Apache-2.0
/** The folder in which one company's data, state and models live, and the lock of its writer. */
@NullMarked
package io.perennial.lake.workspace;

import org.jspecify.annotations.NullMarked;
