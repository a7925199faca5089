/** Files with the extension of descriptors that are something else. Checked only when a whole folder is read; a file that is named is always read. */
const names = [
  /^(?:docker-)?compose(?:[.-].*)?\.ya?ml$/i,
  /^mkdocs\.ya?ml$/i,
  /^\.?(?:gitlab-ci|travis|pre-commit-config|golangci|yamllint|prettierrc|eslintrc|readthedocs|dependabot|codecov|renovate|goreleaser)\.ya?ml$/i,
  /^(?:chart|values.*|kustomization|skaffold|helmfile|buf(?:\.gen)?|pnpm-(?:lock|workspace)|pubspec|environment|serverless|playbook|azure-pipelines|bitbucket-pipelines|cloudbuild|app-config.*)\.ya?ml$/i,
]

const folders =
  /(?:^|\/)(?:\.git|\.github\/workflows|\.circleci|node_modules|bower_components|\.terraform|\.venv|venv|__pycache__|\.tox|\.gradle|\.idea|\.vscode|\.yarn|\.cache)(?:\/|$)/

const roots =
  /^(?:openapi|swagger|asyncapi|site_name|services|stages|jobs|on|steps|pipelines|resources|extends|include|repos|image|AWSTemplateFormatVersion|\$schema)\s*:/

const kubernetes =
  /^apiVersion:\s*["']?(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/v\d\w*|[\w.-]+\.(?:k8s\.io|istio\.io|argoproj\.io|fluxcd\.io|cert-manager\.io|openshift\.io|crossplane\.io|knative\.dev|tekton\.dev)\/v\d\w*|argoproj\.io\/v\d\w*|tekton\.dev\/v\d\w*)["']?\s*$/m

/** True for a path that is never a descriptor. */
export function isOtherFile(path: string): boolean {
  return folders.test(path) || names.some(name => name.test(path.slice(path.lastIndexOf('/') + 1)))
}

/** True for text whose first field belongs to another format, and which does not mention Backstage. */
export function isOtherFormat(text: string): boolean {
  if (text.includes('backstage.io')) return false
  if (kubernetes.test(text)) return true
  const first = text.split('\n', 200).find(line => /^\S/.test(line) && !/^(?:#|---|%)/.test(line))
  return first !== undefined && roots.test(first) && !/^kind:/m.test(text)
}
