// Swagger UI as this service shows it, by Swagger UI's own settings and plugins.
(() => {
  'use strict';

  const SCHEME = 'bearer';
  // For this tab alone, until it is closed: the key survives a reload, and is never written to disk.
  const STORED = 'peacetalks-key';

  // An operation is found by any words of its texts. Words of the subject itself are in no text here, so they lead to the search.
  function filterOperations(tags, phrase) {
    const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = choose => tags
      .map(tag => tag.set('operations', tag.get('operations').filter(choose)))
      .filter(tag => tag.get('operations').size > 0);
    const found = matching(operation => {
      const { summary = '', description = '', operationId = '' } = operation.get('operation').toObject();
      const text = `${operation.get('method')} ${operation.get('path')} ${operationId} ${summary} ${description}`.toLowerCase();
      return words.every(word => text.includes(word));
    });
    return found.size > 0 ? found : matching(operation => operation.get('path').endsWith('/search'));
  }

  // Swagger UI fills in the default of every parameter. A limit that is filled in cuts a table off, and the rest makes the
  // address long. So defaults are told, and not filled in.
  function withoutDefaults(document) {
    const isFilledIn = parameter => !parameter.required && parameter.schema?.default !== undefined;
    const told = parameter => {
      const { default: value, ...schema } = parameter.schema;
      return { ...parameter, schema, description: `${parameter.description ?? ''}\n\nDefault: \`${value}\``.trim() };
    };
    const without = operation => operation.parameters
      ? { ...operation, parameters: operation.parameters.map(parameter => isFilledIn(parameter) ? told(parameter) : parameter) }
      : operation;
    const mapped = (of, change) => Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));
    return { ...document, paths: mapped(document.paths, path => mapped(path, without)) };
  }

  const masked = request =>
    request?.hasIn(['headers', 'Authorization']) ? request.setIn(['headers', 'Authorization'], 'Bearer pt_...') : request;

  const isOptional = security => security?.some(requirement => requirement.isEmpty());

  const PeaceTalks = () => ({
    fn: { opsFilter: filterOperations },
    wrapComponents: {
      // Who copies the command, or shares the screen, does not give the key away.
      curl: (Curl, { React }) => props => React.createElement(Curl, { ...props, request: masked(props.request) }),
      // No lock where no key is needed.
      OperationSummary: (Summary, { React }) => props => {
        const { operationProps } = props;
        const security = operationProps.get('security');
        const shown = isOptional(security) ? operationProps.set('security', security.clear()) : operationProps;
        return React.createElement(Summary, { ...props, operationProps: shown });
      },
    },
    statePlugins: {
      spec: {
        wrapActions: { updateJsonSpec: update => document => update(document.paths ? withoutDefaults(document) : document) },
      },
      auth: {
        wrapActions: {
          authorize: authorize => payload => {
            sessionStorage.setItem(STORED, payload[SCHEME].value);
            return authorize(payload);
          },
          logout: logout => payload => {
            sessionStorage.removeItem(STORED);
            return logout(payload);
          },
        },
      },
    },
  });

  window.addEventListener('load', () => {
    const ui = SwaggerUIBundle({
      dom_id: '#swagger-ui',
      url: document.location.pathname.replace(/\/swagger.*/, '/openapi/v1.json'),
      presets: [SwaggerUIBundle.presets.apis],
      plugins: [PeaceTalks],
      layout: 'BaseLayout',
      validatorUrl: null,
      deepLinking: true,
      docExpansion: 'none',
      filter: true,
      tryItOutEnabled: true,
      displayRequestDuration: true,
      defaultModelsExpandDepth: 0,
      defaultModelExpandDepth: 1,
      onComplete: () => {
        const key = sessionStorage.getItem(STORED);
        if (key) {
          ui.preauthorizeApiKey(SCHEME, key);
        }
      },
    });
  });
})();
